"""The words by which a text tells of somebody: who is counted, extremes, units, parts."""

from __future__ import annotations

CHILDREN = (
    r"child(?:ren)?|young (?:people|persons?|men|women|carers?)|youngsters?|youths?|pupils?|"
    r"students?|schoolchildren|bab(?:y|ies)|infants?|toddlers?|boys?|girls?|siblings?|brothers?|"
    r"sisters?|sons?|daughters?|teenagers?|teens|adolescents?|care leavers?|twins?|minors?|"
    r"residents?|victims?"
)
FAMILIES = (
    r"parents?|mothers?|fathers?|mums?|dads?|carers?|guardians?|famil(?:y|ies)|households?|people|"
    r"persons?|adults?|grandparents?|grandmothers?|grandfathers?|wom[ae]n|m[ae]n"
)
STAFF = (
    r"staff|respondents?|managers?|workers?|teachers?|practitioners?|participants?|nurses?|"
    r"interviewees?"
)
CASES = (
    r"requests?|referrals?|folders?|episodes?|(?:re-)?registrations?|placements?|conferences?|"
    r"cases?|decisions?|(?:child'?s|children'?s|child|team-around-the-child) plans?|admissions?|"
    r"exclusions?|adoptions?|births?|deaths?"
)
WHO = rf"(?:{CHILDREN}|{FAMILIES}|{STAFF}|{CASES})"
SERVED = rf"(?:{CHILDREN}|{FAMILIES}|{CASES})"
"""Children, those around them and their cases; what parts of a staff answered is no secret."""

KINDS_COUNTED = (CHILDREN, FAMILIES, STAFF, CASES)

NO_ADJECTIVE = (
    r"(?:of|for|to|in|by|with|and|or|nor|that|who|whose|from|at|on|as|per|than|is|are|was|were|"
    r"has|have|had|not|which|where|when|rated|short|joint)"
)
BETWEEN = rf"(?:(?!{NO_ADJECTIVE}\b)[a-z][a-z'/-]*\s+){{0,3}}?"
"""What may stand between a number and its noun: adjectives, and nothing that changes the noun."""

BEGINNING = r"(?<![\w.,£%/:+–-])"
NOT_A_LIMIT = (
    r"(?<!more than )(?<!fewer than )(?<!less than )(?<!at least )(?<!under )(?<!\d in )"
    r"(?<!primary )(?<!secondary )(?<!level )(?<!stage )(?<!area )(?<!year )(?<!tier )"
)
"""What makes of a number before a noun no count of it: a limit, a rate, a name."""
WHOLE_NUMBER = r"\d+(?:,\d{3})*"
NUMBER = rf"(?P<number>{WHOLE_NUMBER})"
OF = r"\s+(?:out )?of (?:the |these |those |all |our |its )?"
PART_OF_WHOLE = rf"{BEGINNING}(?P<part>{WHOLE_NUMBER}){OF}(?P<whole>{WHOLE_NUMBER})"
NO_INTERVAL = r"(?!\s*(?:interval|confidence|limits?)\b)"
PERCENT = rf"(?P<percent>\d{{1,3}}(?:\.\d+)?)\s?(?:%|per ?cent(?!age)){NO_INTERVAL}"
BASE_AFTER = (
    rf"(?:\bof\b|\bn\s?=|\bbase(?: of)?|\bamong\b|\()\s*(?:the |all |these )?"
    rf"(?P<base>{WHOLE_NUMBER})\b(?! (?:to|of|out of|points?)\b|%)"
)
BASE_BEFORE = rf"\bof (?:the |all )?(?P<base>{WHOLE_NUMBER})\s+{BETWEEN}{WHO}\b"
NEAR = r"[^.;%]{0,60}?"
PERCENT_OF_BASE = (rf"{PERCENT}{NEAR}{BASE_AFTER}", rf"{BASE_BEFORE}{NEAR}\b{PERCENT}")
"""A percentage and its base, either first."""


GROUP = r"(?:group|party|set|total|handful|panel|class|cohort|unit|house|sample|team)"
EXTREME = (
    r"(?:longest|shortest|oldest|youngest|eldest|maximum|minimum|slowest|quickest|most recent|"
    r"earliest|latest|heaviest|costliest|dearest|record)"
)
LENGTH = (
    rf"\b{WHOLE_NUMBER}\s+(?:calendar |working )?(?:days?|weeks?|months?|years?|hours?|nights?)"
)
EFFECTIVE = r"(?:n|base|sample size|effective (?:n|size|number|sample))"
TOTAL_OF_PEOPLE = rf"{BEGINNING}{NUMBER}\s+{BETWEEN}(?P<who>{WHO})\b"
TOTAL_IN_ALL = (
    rf"\b(?:in all|in total|altogether|a total of|total(?:led|s)?|together|sum(?:med)? to)\b"
    rf"[^.;\d]{{0,20}}{NUMBER}\b"
)
