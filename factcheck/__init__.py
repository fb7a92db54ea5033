"""factcheck finds figures that do not agree across documents."""

__version__ = "0.1.0"
