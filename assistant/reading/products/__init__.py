"""Products in a text: codes, profiles, intensities, and names out of a catalogue."""
