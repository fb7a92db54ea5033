"""Takes the picture of the page anew: python tests/take_pictures.py.

Needs Chromium with its driver, and pngquant to make it small; writes into docs/images. The picture of the comments is
of LibreOffice's window with the Word file of the guide, and is taken by hand.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from browser import browser

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "images"


def take_page(page: Path) -> None:
    """The page on the first archive, as one sees it first; the check finds conflicts, so its status is 1."""
    command = [sys.executable, "-m", "factcheck", "check", "seeds/", "--format", "html", "--output", str(page)]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
    if done.returncode != 1:
        sys.exit(done.stderr.decode())
    with browser(width=1280, height=860) as chrome:
        chrome.get(page.as_uri())
        chrome.save_screenshot(str(IMAGES / "page.png"))


def main() -> None:
    """Takes all pictures, and makes them small."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        take_page(Path(folder) / "seeds.html")
    pictures = sorted(map(str, IMAGES.glob("*.png")))
    subprocess.run(["pngquant", "--force", "--ext", ".png", "--speed", "1", "48", *pictures], check=True)


if __name__ == "__main__":
    main()
