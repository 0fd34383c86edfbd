hansift_room_test(script)
