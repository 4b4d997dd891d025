module example.com/ledger

go 1.19

require (
	example.com/view v0.0.0
	golang.org/x/sys v0.30.0
	gopkg.in/yaml.v3 v3.0.1
)

replace example.com/view => ./view
