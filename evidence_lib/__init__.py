"""From evidence to judgement: the workbench for progress reviews of services for children."""

__version__ = "0.1.0"
