"""What the study is about, as frozen values that check themselves. No file is read here."""
