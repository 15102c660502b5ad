"""Choose libraries anew: requirements/*.in to hash-pinned requirements/*.txt, without the address of any index in them."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OPTIONS = (
    "--quiet", "--upgrade", "--generate-hashes", "--no-reuse-hashes", "--strip-extras", "--allow-unsafe",
    "--no-emit-index-url", "--no-emit-trusted-host", "--no-emit-find-links", "--no-emit-options",
)  # fmt: skip


def main() -> None:
    """Compile all three locks with pip-tools in an environment that is thrown away; what is tested is what is served."""
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        python = f"{folder}/bin/python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "pip-tools"], check=True)
        own = os.environ | {"CUSTOM_COMPILE_COMMAND": "make locks"}
        for name, like in (("serve", ()), ("test", ("--constraint", "requirements/serve.txt")), ("node", ())):
            print(f"requirements/{name}.txt", flush=True)
            files = ["--output-file", f"requirements/{name}.txt", f"requirements/{name}.in"]
            subprocess.run([python, "-m", "piptools", "compile", *OPTIONS, *like, *files], cwd=ROOT, env=own, check=True)
    addresses = [path.name for path in ROOT.glob("requirements/*.txt") if "://" in path.read_text()]
    if addresses:
        sys.exit(f"These locks hold an address: {', '.join(addresses)}")


if __name__ == "__main__":
    main()
