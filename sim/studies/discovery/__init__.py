"""Looking for where policies fail, and which of them do well wherever they are."""
