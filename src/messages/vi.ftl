error = error
