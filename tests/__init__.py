"""What shows that the house keeps its promises."""
