"""ui 界面 — base pages, components and the one style sheet; knows only `site`, `nav`, `crumbs`."""
