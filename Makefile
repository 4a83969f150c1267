# make demo: a sample case, exported, verified, and shown.   make test: every check, as continuous integration runs it.
# Both set up all that they need in .venv (see .ci/setup).

.PHONY: demo test lint bench fuzz flips torture screenshots sbom clean

demo:
	@.ci/setup
	@.venv/bin/replaydesk demo

test:
	@.ci/setup test
	@.ci/check all

lint:
	@.ci/setup test
	@.ci/check lint

bench:
	@.ci/setup test
	@.venv/bin/python -m benchmarks --write docs/performance.md

fuzz:
	@.ci/setup test
	@.venv/bin/python -m tests.hostile.fuzzing --count 5000 --write docs/hostile-inputs.md

# 2,000 changed bytes of a bundle, each to be reported and named: some minutes.
flips:
	@.ci/setup test
	@REPLAYDESK_FLIPS=2000 nice -n 19 .venv/bin/python -m pytest -q -o faulthandler_timeout=0 \
		tests/exports/bundle/test_verify.py -k changed_byte

# Power cuts, kill -9 and failing disks, by the thousand: many minutes.
torture:
	@.ci/setup test
	@nice -n 19 .venv/bin/python -m tests.torture --write docs/reliability.md

screenshots:
	@.ci/setup test
	@.venv/bin/python -m docs.screenshots

sbom:
	@.ci/sbom

clean:
	rm -rf .venv build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -prune -exec rm -rf {} +
