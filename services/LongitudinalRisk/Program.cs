System.Console.Error.WriteLine("LongitudinalRisk");
