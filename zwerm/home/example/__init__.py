"""The example hub: made-up people, made-up words, built only by calling actions."""
