"""Parts of the stage `segment`: cutting reports, and where decisions went when a text changed."""
