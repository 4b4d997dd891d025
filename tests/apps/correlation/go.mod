module example.com/correlation

go 1.19
