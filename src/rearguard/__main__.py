"""The entry point of `python -m rearguard`."""

from rearguard.cli.main import main

if __name__ == "__main__":
    main()
