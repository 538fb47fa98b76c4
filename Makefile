# SPDX-License-Identifier: EUPL-1.2
# The two commands: `make serve` and `make test`. The rest are their parts.

SPORTELLO := target/release/sportello
PORT ?= 8080
THEME := themes/bergamo

.PHONY: tema serve build check test lighthouse race bench-race bench-hugo bench-save package bench-lambda nuovo schemi sportello

# The first time it says what it is doing; later there is nothing to say.
sportello:
	@if [ -x $(SPORTELLO) ]; then cargo build --release --quiet --package sportello; \
	else echo 'Compilo Sportello: la prima volta servono alcuni minuti.'; cargo build --release --package sportello; fi

tema: $(THEME)/assets/stile.css ## compile the theme's style sheet and scripts

$(THEME)/node_modules/.package-lock.json: $(THEME)/package-lock.json
	@npm ci --prefix $(THEME) --silent --no-audit --no-fund
	@touch $@

$(THEME)/assets/stile.css: $(THEME)/node_modules/.package-lock.json $(wildcard $(THEME)/scss/*.scss $(THEME)/js/*.js $(THEME)/scripts/*.mjs)
	@npm run build --prefix $(THEME) --silent
	@touch $@

serve: sportello tema ## build the portal, show it at http://127.0.0.1:8080, refresh it at every save
	@$(SPORTELLO) serve --port $(PORT)

build: sportello tema ## write the portal to dist/ and what the functions need to dist-functions/
	@$(SPORTELLO) build

check: sportello ## say everything that is wrong with the content
	@$(SPORTELLO) check

test: tema ## everything that CI runs
	@sh scripts/test.sh

lighthouse: build ## Lighthouse as on a phone, the median of five on four pages; wants a quiet machine
	@sh tests/browser/prepara.sh
	@cd tests/browser && node lighthouse.mjs

race: sportello ## 500 clients for 200 places, 1,000 mixed operations, 100 kills of the local server
	@cargo run --release --quiet --package race -- crowd
	@sh scripts/dynamodb-local.sh cargo run --release --quiet --package race -- crowd --store dynamodb
	@cargo run --release --quiet --package race -- reports
	@cargo run --release --quiet --package race -- kill

bench-race: ## hold and confirm, and free places, beside a bare loop of inserts
	@cargo run --release --quiet --package race -- speed
	@sh scripts/dynamodb-local.sh cargo run --release --quiet --package race -- speed --store dynamodb --operations 500

bench-hugo: sportello ## our build beside Hugo's, on the same corpus; last line: ratio
	@python3 bench/hugo.py

bench-save: sportello tema ## from a saved sheet to the page on the screen
	@python3 bench/save.py

package: build ## the functions as they are deployed in AWS: target/package/arm64/*.zip
	@sh scripts/package.sh

bench-lambda: build ## size, start and memory of a function beside one that does nothing
	@NIENTE=1 TARGET=host sh scripts/package.sh
	@python3 bench/lambda_start.py

nuovo: sportello ## begin a new file: make nuovo TIPO=servizio NOME=mio-servizio
	@$(SPORTELLO) new $(TIPO) $(NOME)

schemi: sportello ## JSON Schemas for editors' programs
	@$(SPORTELLO) schema --out content/.schemi
