"""Running text before anything is read out of it: its sentences, its spelling."""
