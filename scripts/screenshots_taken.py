"""Take the pictures in docs/screenshots: Today, a case and a review, on a desk and on a phone."""

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from scripts.processes import DidNotStart, Processes, stop_on_signals
from scripts.serve import HOST, SECONDS_TO_START, answers

FOLDER = Path("docs/screenshots")
WORKER = "rochdale.sw"
SIZES: dict[int, ViewportSize] = {
    1280: {"width": 1280, "height": 1500},
    360: {"width": 360, "height": 1200},
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]


def main() -> int:
    """Make a demonstration, serve it, take the pictures; answer with the exit status."""
    stop_on_signals()
    with tempfile.TemporaryDirectory(prefix="cin-screenshots-") as folder:
        environment = prepared(Path(folder))
        processes = Processes(Path(folder) / "logs")
        try:
            address = serve(processes, environment)
            take_pictures(address, environment["CIN_DEMO_PASSWORD"])
        except DidNotStart as failed:
            print(f"cin: {failed}", file=sys.stderr)
            return 1
        finally:
            processes.stop()
    print(f"The pictures are in {FOLDER}")
    return 0


def prepared(folder: Path) -> dict[str, str]:
    """Make a database with the demonstration in a folder; answer with its environment."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CIN_")}
    environment = {
        **kept,
        "CIN_MODE": "demonstration",
        "CIN_VAR": str(folder),
        "CIN_LOG_LEVEL": "ERROR",
        "CIN_DEMO_PASSWORD": secrets.token_urlsafe(12),
    }
    for words in (["migrate", "-v0"], ["collectstatic", "--no-input", "-v0"], ["demo"]):
        subprocess.run([sys.executable, "manage.py", *words], env=environment, check=True)
    return environment


def serve(processes: Processes, environment: dict[str, str]) -> str:
    """Start the web server on a free port; answer with the address once it is served."""
    with socket.socket() as place:
        place.bind((HOST, 0))
        place.listen(128)
        address = f"http://{HOST}:{place.getsockname()[1]}/"
        web = ["gunicorn", "config.wsgi", "--bind", f"fd://{place.fileno()}", "--threads", "4"]
        command = [sys.executable, "-m", *web]
        processes.start("web", command, environment=environment, keep_open=[place.fileno()])
    processes.wait_for("web", lambda: answers(address), seconds=SECONDS_TO_START)
    return address


def take_pictures(address: str, password: str) -> None:
    """Sign in and take each page at each size."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    with sync_playwright() as machine:
        browser = machine.chromium.launch(executable_path=program, args=FLAGS)
        for width in SIZES:
            page = signed_in(browser, address, password, width)
            picture(page, "today", width)
            links = page.get_by_role("link", name="Record the review")
            review = links.first.get_attribute("href") or ""
            page.goto(review.partition("meetings/")[0])
            picture(page, "case", width)
            page.goto(review)
            picture(page, "review", width)
        browser.close()


def signed_in(browser: Browser, address: str, password: str, width: int) -> Page:
    """Open Today as the social worker whose pages are shown."""
    page = browser.new_page(base_url=address, viewport=SIZES[width])
    page.goto("account/sign-in/")
    page.locator("input[name=username]").fill(WORKER)
    page.locator("input[name=password]").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(address)
    return page


def picture(page: Page, name: str, width: int) -> None:
    """Keep the top of the page as a picture."""
    page.wait_for_load_state()
    page.evaluate("document.activeElement.blur()")
    page.screenshot(path=FOLDER / f"{name}-{width}.png")


if __name__ == "__main__":
    sys.exit(main())
