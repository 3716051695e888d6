"""Parts of the stage `report`: what an author's document is filled with."""
