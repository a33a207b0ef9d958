"""What a person types, and what the house answers when its environment is wrong."""
