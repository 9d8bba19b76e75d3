System.Console.Error.WriteLine("Segmentation");
