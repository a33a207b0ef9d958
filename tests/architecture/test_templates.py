"""Every template can be read, and whatever it draws upon is there."""

from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.template.loader import get_template
from django.template.loader_tags import ExtendsNode, IncludeNode

from tests.architecture.source import ROOT, listed

TEMPLATES = ROOT / "templates"


def templates():
    return sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))


def drawn_upon(name):
    """The names, written out in it, of the templates that a template includes or extends."""
    nodes = get_template(name).template.nodelist
    for node in [*nodes.get_nodes_by_type(IncludeNode), *nodes.get_nodes_by_type(ExtendsNode)]:
        asked = node.template if isinstance(node, IncludeNode) else node.parent_name
        if isinstance(asked.var, str):
            yield asked.var


def what_is_wrong(name):
    try:
        for other in drawn_upon(name):
            get_template(other)
    except (TemplateSyntaxError, TemplateDoesNotExist) as wrong:
        return f"{name}: {type(wrong).__name__} {wrong}"
    return ""


def test_every_template_can_be_read_with_all_it_draws_upon():
    assert templates()
    found = [wrong for name in templates() if (wrong := what_is_wrong(name))]
    assert not found, listed(found)
