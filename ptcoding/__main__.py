"""Run the ``ptcoding`` command as a module."""

import sys

from ptcoding.cli import main

sys.exit(main())
