package main

import "reflect"

// wide is so large that the compiler makes a function of its own of it.
var wide = map[string]reflect.Type{
	"k1":  reflect.TypeOf([1]int{}),  // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k2":  reflect.TypeOf([2]int{}),  // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k3":  reflect.TypeOf([3]int{}),  // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k4":  reflect.TypeOf([4]int{}),  // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k5":  reflect.TypeOf([5]int{}),  // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k6":  reflect.TypeOf([6]int{}),  // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k7":  reflect.TypeOf([7]int{}),  // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k8":  reflect.TypeOf([8]int{}),  // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k9":  reflect.TypeOf([9]int{}),  // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k10": reflect.TypeOf([10]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k11": reflect.TypeOf([11]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k12": reflect.TypeOf([12]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k13": reflect.TypeOf([13]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k14": reflect.TypeOf([14]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k15": reflect.TypeOf([15]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k16": reflect.TypeOf([16]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k17": reflect.TypeOf([17]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k18": reflect.TypeOf([18]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k19": reflect.TypeOf([19]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k20": reflect.TypeOf([20]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k21": reflect.TypeOf([21]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k22": reflect.TypeOf([22]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k23": reflect.TypeOf([23]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k24": reflect.TypeOf([24]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k25": reflect.TypeOf([25]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k26": reflect.TypeOf([26]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k27": reflect.TypeOf([27]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k28": reflect.TypeOf([28]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k29": reflect.TypeOf([29]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k30": reflect.TypeOf([30]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k31": reflect.TypeOf([31]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k32": reflect.TypeOf([32]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k33": reflect.TypeOf([33]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k34": reflect.TypeOf([34]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k35": reflect.TypeOf([35]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k36": reflect.TypeOf([36]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k37": reflect.TypeOf([37]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k38": reflect.TypeOf([38]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k39": reflect.TypeOf([39]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k40": reflect.TypeOf([40]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k41": reflect.TypeOf([41]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k42": reflect.TypeOf([42]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k43": reflect.TypeOf([43]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k44": reflect.TypeOf([44]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k45": reflect.TypeOf([45]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k46": reflect.TypeOf([46]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k47": reflect.TypeOf([47]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k48": reflect.TypeOf([48]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k49": reflect.TypeOf([49]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k50": reflect.TypeOf([50]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k51": reflect.TypeOf([51]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k52": reflect.TypeOf([52]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k53": reflect.TypeOf([53]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k54": reflect.TypeOf([54]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k55": reflect.TypeOf([55]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k56": reflect.TypeOf([56]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k57": reflect.TypeOf([57]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k58": reflect.TypeOf([58]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k59": reflect.TypeOf([59]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
	"k60": reflect.TypeOf([60]int{}), // want TypeOf main.init|main.map.init.0|main.map.init.1
}
