"""How the site is built: `python -m sphinx -W docs site`. Nothing on it is loaded from elsewhere."""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE / "_ext"), str(HERE.parent)]

from bundler import __version__  # noqa: E402  found through the path above

project = "bundler"
release = __version__
language = "en"
extensions = ["myst_parser", "sphinx.ext.autodoc", "bundler_pages"]
exclude_patterns = ["_ext", "README.md"]

myst_enable_extensions = ["dollarmath", "fieldlist"]
myst_heading_anchors = 4
html_math_renderer = "mathml"

autodoc_typehints_format = "short"
autodoc_member_order = "bysource"
python_use_unqualified_type_names = True

html_theme = "furo"
html_title = "bundler"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_show_copyright = False
html_show_sphinx = False
html_copy_source = False
html_theme_options = {
    "light_css_variables": {"color-brand-primary": "#005a8c", "color-brand-content": "#005a8c"},
    "dark_css_variables": {"color-brand-primary": "#7cc4ee", "color-brand-content": "#7cc4ee"},
}
