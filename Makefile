# Thin doors to the scripts. run.sh brings what a bare machine lacks: pnpm, Node 26, packages.
.PHONY: start dev verify test bench
start dev verify test:
	@exec sh scripts/run.sh scripts/$@.ts
bench:
	@exec sh scripts/run.sh bench/main.ts
