"""Speech with times: subtitles (.vtt, .srt), and transcripts that look like ordinary documents."""
