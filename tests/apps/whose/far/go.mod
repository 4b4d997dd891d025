module example.org/far

go 1.19
