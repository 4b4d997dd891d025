module example.com/whose

go 1.19

require example.org/evil v0.0.0

require example.org/far v1.2.0 // indirect

replace (
	example.org/evil => ../evil
	example.org/far => ../far
)
