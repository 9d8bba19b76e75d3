System.Console.Error.WriteLine("Ingestion");
