"""Run the ``ptcoding`` command as a module."""

import sys

from ptcoding.command.main import main

sys.exit(main())
