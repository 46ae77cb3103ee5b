"""The last touch to each page: what is invalid or of no use in it goes, and what it may load."""

import base64
import hashlib
import re

REPAIRS = {
    ' tabindex="">': ">",
    ' type="checkbox" id="__drawer" autocomplete="off">': ' type="checkbox" id="__drawer">',
    ' type="checkbox" id="__search" autocomplete="off">': ' type="checkbox" id="__search">',
}
"""What Material writes against the standard, and what is written instead."""

MATERIAL = re.compile(r'<script src="([^"]*/bundle\.)')
PLAIN = re.compile(r'<span class="(?:n|nn|o|p|w)">([^<]*)</span>')
"""Parts of highlighted code that no rule colours: two thirds of all its elements."""
PILCROW = re.compile(r'(<a class="headerlink" href="[^"]*") title=')
"""What a link to a heading is called: a name does, a tooltip for each keeps a phone busy."""
CELL = re.compile(r"<td\b.*?</td>", re.DOTALL)
NAME = re.compile(r"(?<=<code>)[^<]{17,}")
EXAMPLE = re.compile(r'<pre class="example-code.*?</pre>', re.DOTALL)
WORD = re.compile(r"\b\w{17,}\b(?![^<]*>)")
"""Names so long that a narrow column has to break them."""
JOINT = re.compile(r"(?<=[\w)…][._])(?=[^\W\d]|…)|(?<=[(=])(?!\))|(?<=[a-z])(?=[A-Z][a-z])")
FORMULA = re.compile(r"[(“]?<math>(?:(?!</math>).)*</math>[,.;:!?)”]+", re.DOTALL)
REFERENCE = re.compile(r'<link rel="stylesheet" href="[^"]*_mkdocstrings\.css">')

INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
CHARSET = '<meta charset="utf-8">'


def repaired(html: str) -> str:
    """The page as the standard wants it."""
    for written, instead in REPAIRS.items():
        html = html.replace(written, instead)
    return html


def lightened(html: str) -> str:
    """The page that is drawn sooner: Material's script waits for it, and nothing is idle."""
    html = PLAIN.sub(r"\1", MATERIAL.sub(r'<script defer src="\1', html))
    html = PILCROW.sub(r"\1 aria-label=", html)
    return html if 'class="doc ' in html else REFERENCE.sub("", html)


def jointed(html: str) -> str:
    """The page whose lines end where reading stops least.

    A long name of a table or an example breaks at its joints, and the comma or full stop after a
    formula stays with it, which browsers do not see to.
    """
    html = CELL.sub(lambda cell: NAME.sub(_jointed, cell[0]), html)
    html = EXAMPLE.sub(lambda example: WORD.sub(_jointed, example[0]), html)
    return FORMULA.sub(r'<span class="whole">\g<0></span>', html)


def _jointed(name: re.Match[str]) -> str:
    return JOINT.sub("<wbr>", name[0])


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
