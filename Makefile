# Thin callers of scripts/: the work is there.
.DEFAULT_GOAL := help
.PHONY: help setup run test check bench rules screenshots clean

export PORT ?= 8000

help: ## Show this list
	@echo "cin: the system in which a children's services department runs Child in Need work"
	@echo
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 22

setup: ## Prepare everything for development
	@scripts/setup development

run: ## Set up, then serve the demonstration at http://127.0.0.1:8000 (PORT=8001 for another port)
	@scripts/run

test: ## Set up, then run every test: SQLite, PostgreSQL, browser
	@scripts/test

check: ## Set up, then run every check that is not a test
	@scripts/check

bench: ## Measure; one JSON object for each figure
	@scripts/bench

rules: ## Say which published rules are met, and which tests show it
	@scripts/rules

screenshots: ## Take the pictures of the documentation
	@scripts/screenshots

clean: ## Remove the environment, the demonstration and everything else made here
	@scripts/clean
