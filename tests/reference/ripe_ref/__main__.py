"""`python3 -m ripe_ref …` starts here and hands over to cli.py."""
import sys

from .cli import main

sys.exit(main(sys.argv[1:]))
