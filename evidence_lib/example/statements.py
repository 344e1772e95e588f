"""What the invented people and papers have to say, by area: the stuff of evidence items."""
# ruff: noqa: E501 (a row of an invented table is one line, however long)

from __future__ import annotations

from evidence_lib.example.scene import Row, rows_of

_HEADER = "area | criterion | measure_kind | bearing | materiality | letters | clause"

_LEADERSHIP = """
1 | leadership_and_direction | process | supports | major | LKDT | chief officers met as one group every month and decided on children's matters together
1 | leadership_and_direction | process | supports | important | FK | senior leaders had come to team meetings and answered questions there
1 | leadership_and_direction | process | supports | important | LD | one short vision for children was used in every service's own plan
1 | leadership_and_direction | process | mixed | minor | F | the vision was known by name, but not always what it asked of each team
1 | leadership_and_direction | outcome | mixed | important | RT | families were beginning to feel that services pulled in one direction
1 | governance | process | supports | major | DKT | the planning group now reported straight to the chief officers
1 | governance | process | supports | important | LD | each sub-group had a written remit and a named chair
1 | governance | process | mixed | important | KF | two sub-groups still covered the same ground
1 | governance | process | challenges | minor | D | some notes of decisions gave no day by which a matter would be settled
1 | staff_engagement | process | supports | important | FS | a monthly bulletin and open sessions kept staff up to date
1 | staff_engagement | process | mixed | important | F | part-time staff seldom heard of the open sessions in time
1 | staff_engagement | process | supports | important | FT | ideas from staff had changed how requests were screened
1 | joint_resources | process | challenges | major | LKT | no joint strategy for commissioning had been agreed
1 | joint_resources | input | supports | important | DL | new money had been set aside for early help over three years
1 | joint_resources | process | challenges | important | DF | decisions on spending were still taken service by service
1 | joint_resources | process | mixed | important | LS | work had begun on one view of what is spent on each group of children
1 | joint_resources | output | challenges | important | D | no contract had yet been let jointly
1 | pace | process | supports | major | KT | most actions due in the first year were finished on time
1 | pace | process | mixed | important | F | so much had changed at once that some teams had lost track
1 | pace | process | supports | important | SL | a small programme team had kept the work moving
1 | pace | impact | supports | important | T | children in several services were seen sooner because leaders had taken a step out
1 | pace | impact | challenges | important | K | no measure yet told leaders whether children were better off for the new arrangements
"""

_GAPS = """
2 | commitment | process | supports | major | LD | closing the gap was among the first three priorities of the plan
2 | commitment | process | supports | important | LS | every head of service had signed up to a target for the gap
2 | commitment | input | supports | important | D | money for the poorest neighbourhoods was protected for three years
2 | commitment | process | mixed | minor | F | staff outside education were unsure which targets were theirs
2 | approaches | output | supports | important | FD | advice on income was offered in four health centres
2 | approaches | output | supports | important | FY | breakfast and holiday clubs had run in every locality
2 | approaches | process | supports | important | KS | schools planned their extra funding together within each cluster
2 | approaches | process | mixed | important | DK | few of the funded approaches had a measure from the start
2 | approaches | outcome | mixed | important | R | the clubs had taken some of the worry out of the summer
2 | approaches | outcome | supports | important | Y | cheaper bus travel had let them join in after school
2 | approaches | process | challenges | minor | R | forms for help with costs were long and had to be filled in again and again
2 | trends | outcome | mixed | major | DT | attainment had risen in the most deprived areas while the gap stayed open
2 | trends | outcome | supports | important | SK | attendance had improved in schools with the most pupils from poor homes
2 | trends | outcome | challenges | important | D | fewer young children than hoped met all their milestones
2 | trends | impact | mixed | important | T | early signs of better outcomes rested on a single year
2 | information | process | challenges | major | DKT | progress reports gave averages and left out the gap between groups
2 | information | process | supports | important | L | analysts of three services had begun to work as one group
2 | information | process | challenges | important | F | they could tell of changes for children but had nowhere to record them
2 | information | process | mixed | minor | S | a shared set of measures was in draft
"""

_CARE = """
3 | numbers | outcome | supports | major | DST | fewer young people aged 11 to 15 had started to be accommodated than five years before
3 | numbers | outcome | mixed | important | K | the number was small and went up and down from one year to the next
3 | numbers | process | supports | important | FL | every request for a placement was now looked at by a panel of several services
3 | numbers | outcome | challenges | minor | F | some young people came back into care within a year of going home
3 | balance_of_care | outcome | supports | important | DL | a larger share of looked-after children lived in the community
3 | balance_of_care | output | supports | important | L | more foster and kinship carers had been approved than the year before
3 | balance_of_care | input | mixed | important | D | spending on distant placements had fallen by less than planned
3 | balance_of_care | outcome | mixed | important | T | kinship carers did more than before, with support that varied from place to place
3 | new_approaches | process | supports | major | FKD | a team for intensive family support worked evenings and weekends
3 | new_approaches | process | mixed | important | FT | the new team was not yet at full strength
3 | new_approaches | process | supports | important | LS | outside advisers had been asked to test the redesign
3 | new_approaches | outcome | mixed | important | F | most families known to the intensive team had stayed together so far
3 | new_approaches | process | challenges | important | K | no rule said when a family moved on from intensive support
3 | new_approaches | impact | challenges | important | T | it was too soon to say whether the redesign had changed young people's lives
3 | corporate_parenting | process | supports | important | YL | members of the champions group had met the full council
3 | corporate_parenting | process | supports | important | DF | training on corporate parenting had reached every committee
3 | corporate_parenting | outcome | supports | important | Y | they felt listened to by the people who decide about care
3 | corporate_parenting | process | mixed | important | Y | answers to what they had asked for were slow to come back
3 | corporate_parenting | process | challenges | minor | Y | not all schools understood what being in care meant
"""

_LOCALITY = """
4 | model | process | supports | major | FKDT | the team around the child had replaced the former panels in nearly all clusters
4 | model | process | supports | important | FS | one form had taken the place of four
4 | model | process | mixed | important | F | adult services joined meetings in some clusters only
4 | model | process | challenges | minor | K | the last cluster had no date for going live
4 | model | process | supports | important | L | lessons from the first cluster had been written up and used
4 | right_time | process | supports | important | FS | help was easier to ask for than under the old panels
4 | right_time | process | challenges | major | DKT | no one had routinely measured how long families waited
4 | right_time | output | mixed | important | F | waits for some specialist services had not changed
4 | right_time | outcome | mixed | important | R | help had come in time for some families and late for others
4 | involvement | process | supports | important | FRD | parents were asked for their views before each meeting
4 | involvement | process | supports | important | Y | they had been asked how they wanted to take part
4 | involvement | process | mixed | important | D | the child's own views were missing from a good share of the plans
4 | involvement | process | challenges | minor | R | papers reached parents the night before
4 | difference | impact | challenges | major | TKD | little beyond single accounts showed what the model had changed for children
4 | difference | outcome | supports | important | F | wellbeing scores rose for most children with a plan
4 | difference | outcome | supports | important | C | a pupil's attendance had recovered after the plan began
4 | difference | impact | mixed | important | L | an evaluation of the model was planned and had not begun
4 | difference | outcome | mixed | important | R | one worker who stayed had made the most difference
4 | teams_around_locality | process | supports | important | FL | the four locality teams met every six weeks and shared small tests of change
4 | teams_around_locality | process | mixed | important | K | the smallest locality had met only twice
4 | teams_around_locality | process | supports | minor | D | each locality team kept a one-page profile of its area
4 | teams_around_locality | output | mixed | important | S | most small tests of change had been taken further or adapted
"""

_PROTECTION = """
5 | planning_structure | process | supports | major | DLT | the planning structure had been cut from nine groups to five
5 | planning_structure | process | supports | important | FS | the link between the plan and daily work was clearer than before
5 | planning_structure | process | mixed | important | K | the newest group was still finding its role
5 | measuring | process | challenges | major | DKT | few indicators had a target for the short or the medium term
5 | measuring | process | supports | important | DL | baselines were in place for many of the indicators
5 | measuring | process | mixed | important | S | targets for the end of the plan were being set
5 | measuring | outcome | challenges | important | T | the measures could not yet show whether vulnerable children were safer
5 | needs_assessment | process | supports | important | LDT | a strategic needs assessment was well under way
5 | needs_assessment | process | mixed | important | F | they had been asked for figures but had not seen the results
5 | needs_assessment | process | challenges | important | D | the needs of young carers and of disabled children were hardly covered
5 | needs_assessment | input | supports | minor | L | an analyst had been lent for a year
5 | self_evaluation | process | supports | important | FDK | joint audits of case files took place twice a year
5 | self_evaluation | process | mixed | important | L | findings reached the committee, and less often the teams
5 | self_evaluation | outcome | supports | important | DT | a review of support before birth had led to earlier planning for babies
5 | self_evaluation | process | challenges | important | K | there was no single approach to assuring quality
5 | self_evaluation | outcome | mixed | important | C | the plan was safer after the audit and had taken long to change
5 | performance_information | process | challenges | major | DT | the committee's report counted events and said little about children's safety
5 | performance_information | process | supports | important | L | a short narrative now stood beside each figure
5 | performance_information | process | mixed | minor | F | practitioners rarely saw the committee's report
5 | performance_information | outcome | challenges | important | K | no one could say how many children were safer at review
5 | business_plan | process | challenges | major | DKT | actions in the business plan described tasks rather than outcomes
5 | business_plan | process | supports | important | SL | progress on each action was entered every quarter
5 | business_plan | process | challenges | important | D | children in need of protection were hardly mentioned beside the tasks
5 | business_plan | outcome | challenges | important | T | improvement for children in need of protection had not been shown
"""

_GENERAL = """
general | | process | supports | important | L | the partnership accepted what the inspection had found without reserve
general | | process | supports | minor | K | partners had gone to see how other areas worked
general | | process | mixed | important | S | much of what was collected was numbers, with few accounts from families
general | | process | supports | important | F | there was a sense of being one team
general | | process | mixed | minor | T | momentum depended on a few people
general | | outcome | supports | minor | Y | adults were easier to talk to than two years before
"""

PROTECTION_COMMITTEE = ("self_evaluation", "performance_information", "business_plan")
"""Criteria of area 5 that are about the child protection committee and not about planning."""


def statements() -> list[Row]:
    """List what may be said. Row: a clause, with the letters of the voices that may say it."""
    parts = (_LEADERSHIP, _GAPS, _CARE, _LOCALITY, _PROTECTION, _GENERAL)
    return [row for part in parts for row in rows_of(_HEADER + part)]
