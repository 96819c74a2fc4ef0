# Everything starts here. Each target does its own set-up; nothing is needed but swift, git and make.

# Debian packages that the build and the tests need. Add to a list what a target begins to need.
BUILD_PACKAGES := libssl-dev pkg-config
TEST_PACKAGES  := curl openssl nodejs python3-venv chromium chromium-driver fonts-dejavu-core

# Handed on to the command: make run ARGS="--filter '*403*' --verbose"
ARGS ?=
# Handed on to swift test: make test TEST_ARGS="--filter RulesTests"
TEST_ARGS ?=

# Warnings are errors in our own runs, not for those who depend on us: Package.swift looks at this variable.
# All targets build with it and with the same flags, so that they share one debug build.
export WORKSIM_STRICT := 1

SOURCES := Sources Tests Package.swift

.PHONY: help run demo test steady selftest certs lint format bench figures docs dist dist-test deb deb-test
.DEFAULT_GOAL := help

help: ## Say what there is.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: ## Play every scenario; the results are in report/.
	@bash .make/packages $(BUILD_PACKAGES)
	@bash .make/build
	@.build/debug/worksim run Scenarios --report report $(ARGS)

demo: ## Show the story in the browser: one link, and Ctrl-C ends it.
	@bash .make/packages $(BUILD_PACKAGES)
	@bash .make/build
	@.build/debug/worksim demo $(ARGS)

test: ## Run all tests, with every scenario among them.
	@bash .make/packages $(BUILD_PACKAGES) $(TEST_PACKAGES)
	@bash .make/venv
	@bash .make/build
	@bash .make/test $(TEST_ARGS)

steady: ## Run the tests and the scenarios beside six busy loops, three times: the same bytes every time.
	@bash .make/packages $(BUILD_PACKAGES) $(TEST_PACKAGES)
	@bash .make/build
	@bash .make/steady $(ARGS)

selftest: ## Hold every scenario against wrong servers and clients, and against our own client in a process of its own.
	@bash .make/packages $(BUILD_PACKAGES)
	@bash .make/build
	@bash .make/selftest $(ARGS)

certs: ## Write healthy and faulty certificates for other programs to certs/made/.
	@bash .make/packages $(BUILD_PACKAGES)
	@bash .make/build
	@.build/debug/worksim certs $(ARGS)

lint: ## Check the format of the sources, and build them without a warning.
	@bash .make/packages $(BUILD_PACKAGES)
	@swift format lint --strict --parallel --recursive $(SOURCES)
	@bash .make/build

format: ## Format the sources.
	@swift format --in-place --parallel --recursive $(SOURCES)

bench: ## Measure the server beside a bare route, and how its costs grow.
	@bash .make/packages $(BUILD_PACKAGES)
	@bash .make/bench $(ARGS)

figures: ## Print the share of right diagnoses and removed secrets, and the time of redaction for each megabyte.
	@bash .make/packages $(BUILD_PACKAGES)
	@bash .make/build
	@bash .make/figures

docs: ## Make the reference of the products from their doc comments, into .docs-site/.
	@bash .make/packages $(BUILD_PACKAGES)
	@bash .make/docs

dist: ## Build one program that needs no Swift where it runs, into dist/.
	@bash .make/packages $(BUILD_PACKAGES) binutils
	@bash .make/dist

dist-test: dist ## Play every scenario with it, where there is no Swift.
	@bash .make/dist-test

deb: dist ## Make a Debian package of it, with manual pages, completions and checksums, in dist/.
	@bash .make/deb

deb-test: deb ## Unpack the package, play its scenarios, and check its manual pages and completions.
	@bash .make/deb-test
