// A process of any name and any flags that does nothing for a while, and tells a version of Kubernetes where it is asked for one.
package main

import (
	"fmt"
	"os"
	"time"
)

func main() {
	if len(os.Args) == 2 && os.Args[1] == "--version" {
		fmt.Println("Kubernetes v1.34.0")
		return
	}
	time.Sleep(10 * time.Minute)
}
