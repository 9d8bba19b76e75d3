System.Console.Error.WriteLine("Classification");
