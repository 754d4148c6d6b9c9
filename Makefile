# Everything a developer or an operator of 滴滴打酒 runs. `make help` lists it.
.DEFAULT_GOAL := help
export CGO_ENABLED := 0
# One way of compiling for all that is built, tested and linted here: each package is compiled once.
export GOFLAGS := -trimpath
BIN := bin/dajiu
DATA ?= data

.PHONY: help run miniapp test-miniapp admin test-admin walk-admin tour-admin gen-api build test test-fast e2e crash chaos lint audit gen gen-check bench bench-engines test-engines check seed services services-stop image deploy-check clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## /{printf "  %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: miniapp admin build ## build and start everything embedded, with the demo city and its past; Ctrl-C stops it
	@[ -e $(DATA)/order.db ] || $(BIN) seed --data $(DATA) --past-orders 3000 --today
	$(BIN) serve --demo --data $(DATA) --set obs.log_format=text --set obs.log_level=warn

miniapp: ## build the mini-program for browsers, which the program then serves at /m/; needs node 20
	@tools/web.sh miniapp

test-miniapp: ## types, lint, units, both builds and a person's way through the mini-program in a browser
	tools/web.sh test-miniapp

admin: ## build the web admin, which the program then serves at /admin/; needs node 20
	@tools/web.sh admin

test-admin: ## types, lint, units, build, and people's ways through the web admin in a browser
	tools/web.sh test-admin

walk-admin: admin build ## every demo role's way through every page of the admin: what it finds, and what it is refused
	cd web/admin && SUITE=walk npm run --silent e2e

tour-admin: admin build ## a round through the admin with pictures, written to docs/admin-tour.md
	cd web/admin && SUITE=tour npm run --silent e2e

gen-api: ## generate the front ends' typed client from gen/openapi
	tools/web.sh api

build: ## build the one program into bin/
	@go build -ldflags='-s -w' -o $(BIN) ./cmd/dajiu

test: ## everything that needs no special hardware; installs and starts what it needs
	tools/test.sh

test-fast: ## unit and contract tests on SQLite only
	DAJIU_TEST_ENGINES=sqlite go test -short ./...

e2e: build ## the main job through REST, in every topology and engine
	go test ./tests/e2e -count=1 -v -run MainJob

test-engines: ## contract suites of all ports on the real engines, and the main job in every topology; a missing engine fails
	@tools/engines.sh
	go run ./tests/engines

TOPOLOGY ?= sqlite/inproc
crash: build ## kill the running server 50 times under load, and check; TOPOLOGY=all for all engines and ways
	go test ./tests/crash -count=1 -v -timeout 60m -kills 50 -topology $(TOPOLOGY)

FAULTS ?= all
chaos: build ## fail each part of the platform under load, as processes on real engines, and check; FAULTS=kill for some
	go test ./tests/crash -count=1 -v -timeout 120m -run 'NothingIsLostBy(Faults|AFullDisk)' -chaos $(FAULTS)

lint: ## formatting, vet, gosec, project rules
	tools/lint.sh

audit: ## known vulnerabilities in what we build on, secrets in what we wrote
	tools/audit.sh

gen: ## generate Go and OpenAPI from proto/, and deploy/vitess from what services declare
	tools/gen.sh

gen-check: ## fail where generated code is not what proto/ says
	tools/gen.sh --check

bench: build ## start a fresh server with the demo city and measure it through REST
	tools/bench.sh

bench-engines: ## measure on MariaDB, RabbitMQ, etcd, Redis and beside nginx, with the engines' own limits in one table
	@tools/bench-engines.sh

check: build ## prove over all stores of $(DATA) that nothing is lost; the server must be stopped
	$(BIN) check --data $(DATA)

seed: build ## fill $(DATA) with the demo city; the server must be stopped
	$(BIN) seed --data $(DATA)

services: ## install and start MariaDB, RabbitMQ, NATS, etcd and Redis beside the machine's own; prints the configuration that uses them
	@tools/engines.sh
	@go run ./tests/services start

services-stop: ## end what `make services` started
	@go run ./tests/services stop

image: ## write the container image, the program on an empty base, to dist/dajiu.tar; needs no container engine
	tools/deploy.sh image

deploy-check: ## prove the image, the Compose file and the Helm chart against the specifications and the program
	tools/deploy.sh check

clean: ## remove what was built (not the data)
	rm -rf bin .bin dist
