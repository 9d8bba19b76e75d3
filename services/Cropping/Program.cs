System.Console.Error.WriteLine("Cropping");
