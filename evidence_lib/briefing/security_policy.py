"""The security policy of a page: nothing runs, nothing loads, no style but our own is followed."""

from __future__ import annotations

import base64
import hashlib

from bs4 import BeautifulSoup

NOTHING_ELSE = "default-src 'none'; base-uri 'none'; form-action 'none'"
NO_STYLE = "'none'"


def policy_of(soup: BeautifulSoup) -> str:
    """
    Write the policy for a page: a style is named by its checksum, and any other is not followed.

    Source: Content Security Policy Level 3, hash sources; a page's own style attributes are not
    followed either.
    """
    styles = [_checksum(style.get_text()) for style in soup.select("head > style")]
    return f"{NOTHING_ELSE}; style-src {' '.join(styles) or NO_STYLE}"


def write_policy(soup: BeautifulSoup) -> None:
    """Write the policy that fits a page into it, once nothing in its head changes any more."""
    for meta in soup.select("head > meta[http-equiv=Content-Security-Policy]"):
        meta["content"] = policy_of(soup)


def _checksum(style: str) -> str:
    digest = hashlib.sha256(style.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
