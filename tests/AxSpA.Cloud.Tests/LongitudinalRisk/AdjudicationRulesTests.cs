using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using Shouldly;

namespace AxSpA.Cloud.Tests.LongitudinalRisk;

/// <summary>Each rule on every combination of readings: R radiographic, N non-radiographic, U a reading that cannot say, - none.</summary>
[Trait("Requirement", "REG-05")]
public class AdjudicationRulesTests
{
    // Local, blinded central, second central.
    [Theory]
    [InlineData("R: RRR RRN RRU RR- RNR RUR R-R NRR URR -RR", 10)]
    [InlineData("N: RNN NRN NNR NNN NNU NN- NUN N-N UNN -NN", 10)]
    [InlineData("U: RNU RN- RUN RUU RU- R-N R-U R-- NRU NR- NUR NUU NU- N-R N-U N-- URN URU UR- UNR UNU UN- UUR UUN UUU UU- U-R U-N U-U U-- -RN -RU -R- -NR -NU -N- -UR -UN -UU -U- --R --N --U ---", 44)]
    public void Local_then_central_goes_with_two_of_three_seats(string table, int combinations)
        => Decide(AdjudicationRules.LocalThenCentral, table, (ReaderRole.Local, false), (ReaderRole.Central, true), (ReaderRole.SecondCentral, true)).ShouldBe(combinations);

    [Theory]
    [InlineData("two-central", "R: RR", "N: NN", "U: RN NR RU UR NU UN R- -R N- -N UU U- -U --")]
    [InlineData("two-central-either", "R: RR RN NR", "N: NN", "U: RU UR NU UN R- -R N- -N UU U- -U --")]
    [InlineData("two-central-both", "R: RR", "N: NN RN NR", "U: RU UR NU UN R- -R N- -N UU U- -U --")]
    public void Two_central_readers_agree_or_the_cohort_says_what_their_disagreement_means(string rule, params string[] tables)
        => tables.Sum(table => Decide(new AdjudicationRules().Find(rule)!, table, (ReaderRole.Central, true), (ReaderRole.Central, true))).ShouldBe(16);

    // Rheumatologist, radiologist, their consensus as one reading.
    [Theory]
    [InlineData("R: RRR RR- RNR RUR R-R NRR NNR NUR N-R URR UNR UUR U-R -RR -NR -UR --R", 17)]
    [InlineData("N: RRN RNN RUN R-N NRN NNN NN- NUN N-N URN UNN UUN U-N -RN -NN -UN --N", 17)]
    [InlineData("U: RRU RNU RN- RUU RU- R-U R-- NRU NR- NNU NUU NU- N-U N-- URU UR- UNU UN- UUU UU- U-U U-- -RU -R- -NU -N- -UU -U- --U ---", 30)]
    public void Consensus_is_one_joint_reading_or_two_that_agree(string table, int combinations)
        => Decide(AdjudicationRules.Consensus, table, (ReaderRole.Rheumatologist, false), (ReaderRole.Radiologist, false), (ReaderRole.Consensus, false)).ShouldBe(combinations);

    [Theory]
    [InlineData("R: RRR RRN RRU RR- RNR RUR R-R NRR URR -RR", 10)]
    [InlineData("N: RNN NRN NNR NNN NNU NN- NUN N-N UNN -NN", 10)]
    [InlineData("U: RNU RN- RUN RUU RU- R-N R-U R-- NRU NR- NUR NUU NU- N-R N-U N-- URN URU UR- UNR UNU UN- UUR UUN UUU UU- U-R U-N U-U U-- -RN -RU -R- -NR -NU -N- -UR -UN -UU -U- --R --N --U ---", 44)]
    public void Three_blinded_readers_go_with_two(string table, int combinations)
        => Decide(AdjudicationRules.ThreeBlinded, table, (ReaderRole.Central, true), (ReaderRole.Central, true), (ReaderRole.Local, true)).ShouldBe(combinations);

    [Fact]
    public void Reading_that_was_not_blinded_does_not_count_where_the_rule_wants_it_blinded()
    {
        Decide(AdjudicationRules.LocalThenCentral, "U: RR-", (ReaderRole.Local, true), (ReaderRole.Central, false), (ReaderRole.SecondCentral, true));
        Decide(AdjudicationRules.ThreeBlinded, "U: RRN", (ReaderRole.Central, true), (ReaderRole.Central, false), (ReaderRole.Central, true));
    }

    [Fact]
    public void Two_readers_in_one_seat_who_differ_leave_it_empty()
        => Decide(AdjudicationRules.LocalThenCentral, "U: RNR", (ReaderRole.Local, false), (ReaderRole.Local, false), (ReaderRole.Central, true));

    [Fact]
    public void Four_blinded_readers_need_a_majority()
    {
        Decide(AdjudicationRules.ThreeBlinded, "U: RRNN", (ReaderRole.Central, true), (ReaderRole.Central, true), (ReaderRole.Central, true), (ReaderRole.Central, true));
        Decide(AdjudicationRules.ThreeBlinded, "R: RRRN", (ReaderRole.Central, true), (ReaderRole.Central, true), (ReaderRole.Central, true), (ReaderRole.Central, true));
    }

    [Fact]
    public void Deployment_may_add_a_rule_by_name()
    {
        var rules = new AdjudicationRules(new AdjudicationRule("any", readings => readings.Any(reading => reading.Status == ReaderStatus.Radiographic) ? ReaderStatus.Radiographic : ReaderStatus.NonRadiographic));

        rules.Names.ShouldContain("any");
        Should.Throw<ArgumentException>(() => new AdjudicationRules(new AdjudicationRule("consensus", _ => ReaderStatus.Unresolved)));
    }

    /// <summary>Checks a line of a table: the verdict, then the combinations it holds for, a letter a seat, in either order of arrival.</summary>
    private static int Decide(AdjudicationRule rule, string table, params (ReaderRole Role, bool Blinded)[] seats)
    {
        var combinations = table[3..].Split(' ');
        foreach (var combination in combinations)
        {
            var readings = seats.Zip(combination).Select((seat, number) => ReadingOf(number, seat.First, seat.Second)).OfType<Reading>().ToList();
            rule.Decide(readings).ShouldBe(StatusOf(table[0]), $"{rule.Name} on {combination}");
            readings.Reverse();
            rule.Decide(readings).ShouldBe(StatusOf(table[0]), $"{rule.Name} on {combination}, reversed");
        }

        return combinations.Length;
    }

    private static Reading? ReadingOf(int number, (ReaderRole Role, bool Blinded) seat, char word)
        => word == '-' ? null : new Reading { Reader = $"reader-{number}", Role = seat.Role, Blinded = seat.Blinded, Status = StatusOf(word) };

    private static ReaderStatus StatusOf(char word) => word switch
    {
        'R' => ReaderStatus.Radiographic,
        'N' => ReaderStatus.NonRadiographic,
        _ => ReaderStatus.Unresolved,
    };
}
