"""What earlier versions gave out, links and papers, files and databases, must open and mean the same for ever."""
