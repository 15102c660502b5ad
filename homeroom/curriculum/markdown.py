"""Curriculum's Markdown as HTML: headings, paragraphs, lists, emphasis, code. No HTML, links or pictures come through."""

from markdown_it import MarkdownIt

_reader = MarkdownIt("zero", {"html": False}).enable(["heading", "list", "emphasis", "backticks", "newline", "escape", "paragraph"])


def to_html(source: str) -> str:
    """Safe HTML; headings begin at h2, since the page's own title is the h1."""
    return str(_reader.render(source))
