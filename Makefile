# Thin doors to scripts/*.ts. scripts/run.sh brings what a bare machine lacks: pnpm, Node 26, packages.
.PHONY: start dev verify test bench
start dev verify test bench:
	@exec sh scripts/run.sh $@
