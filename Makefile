# The same steps as .ci/run, by their usual names.
PLATFORMS := linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64

.PHONY: check test lint bench fixtures man dist clean

check: ## everything that must hold before a change goes in
	.ci/run

test: ## the tests
	go test ./...

lint: ## formatting and golangci-lint
	.ci/run format vet lint

bench: ## the benchmarks; compare two runs with benchstat
	go test -run '^$$' -bench . -benchmem ./...

fixtures: ## testdata/exports, made again
	go run ./cmd/internal/fixtures/gen -o testdata/exports

man: ## manual pages, in dist/man
	go run ./cmd/internal/docs -o dist/man

dist: ## binaries for all platforms with their checksums
	rm -rf dist
	mkdir dist
	for p in $(PLATFORMS); do \
		os=$${p%/*}; arch=$${p#*/}; ext=; \
		if [ $$os = windows ]; then ext=.exe; fi; \
		CGO_ENABLED=0 GOOS=$$os GOARCH=$$arch go build -trimpath -ldflags '-s -w' \
			-o dist/callready-$$os-$$arch$$ext ./cmd/callready || exit 1; \
	done
	cd dist && sha256sum callready-* >SHA256SUMS

clean:
	rm -rf dist
