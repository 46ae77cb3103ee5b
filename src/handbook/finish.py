"""The last touch to each built page: what the theme leaves invalid, and what a page may load."""

import base64
import hashlib
import re

REPAIRS = {
    ' tabindex="">': ">",
    ' type="checkbox" id="__drawer" autocomplete="off">': ' type="checkbox" id="__drawer">',
    ' type="checkbox" id="__search" autocomplete="off">': ' type="checkbox" id="__search">',
}
"""What Material writes against the standard, and what is written instead."""

INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
CHARSET = '<meta charset="utf-8">'


def repaired(html: str) -> str:
    """The page as the standard wants it."""
    for written, instead in REPAIRS.items():
        html = html.replace(written, instead)
    return html


def sealed(html: str) -> str:
    """The page with a policy: everything from here, and no script written into it but these."""
    hashes = sorted({_hash(script) for script in INLINE.findall(html)})
    policy = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *hashes],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "worker-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }
    content = "; ".join(f"{name} {' '.join(sources)}" for name, sources in policy.items())
    meta = f'<meta http-equiv="Content-Security-Policy" content="{content}">'
    return html.replace(CHARSET, f"{CHARSET}{meta}", 1)


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
