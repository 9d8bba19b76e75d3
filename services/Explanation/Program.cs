System.Console.Error.WriteLine("Explanation");
