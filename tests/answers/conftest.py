"""Both reviews, to be asked what notebooks ask."""

from __future__ import annotations

import pytest

from tests.answers.recording import Asking


@pytest.fixture(scope="session", params=["south_ayrshire", "example"])
def asking(request: pytest.FixtureRequest) -> Asking:
    return Asking(request.getfixturevalue(request.param))
