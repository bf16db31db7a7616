"""Result -> what the pictures of the page show, as numbers; templates/pictures draws them."""
